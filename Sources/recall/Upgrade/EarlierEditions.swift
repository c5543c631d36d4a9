/// The editions of shipped files from before clinic folders kept a record of what came with them: the
/// beginnings of their sums. It is complete and does not grow: a folder that was made since has a record.
enum EarlierEditions {
  /// This very file came with a program once.
  static func had(_ sum: FileSum, at path: String) -> Bool {
    sums[path]?.contains(sum.text.prefix(length)) ?? false
  }

  private static let length = 12

  private static let sums: [String: [Substring]] = {
    var (path, sums): (String, [String: [Substring]]) = ("", [:])
    for line in table.split(separator: "\n") {
      if line.hasPrefix(" ") {
        sums[path, default: []] += line.split(separator: " ")
      } else {
        path = String(line)
      }
    }
    return sums
  }()

  private static let table = """
    clinic.yaml
      1db83d9e4215 2aa2a337f026 2d4912667419 3d69f09c6f60 41c257b9f6c6 42ea03a9ddbd 5be3e291a989
      5e306bcc91b9 736e1c41a469 8194bd0bad77 b5fcd613737e c5f6b068f1e7 d5113cbaf90e e566cfff4b0c
      e7d4bd9ff1f4
    locales/README.md
      059b8ed5debf 0eac891438b5 ae7751497e90 b19bf0e0887b deffb2691e95 f2093f9110f3
    locales/en/common.rehearsals.yaml
      950296c23c25 9bafd00a3f42 a72a1e0801e9
    locales/en/common.yaml
      550d9da4b4a4 79cb4efdc590 84f90d572b8c a808c3c4658e e432a0df7cea
    locales/en/console.yaml
      0701f0e2f233 079446d72a06 09e20cbbe686 113e0f7344e5 22578038f3db 23d51376d9d9 25625d7d62ca
      287e20754fb9 2b0290ce926a 2bb76fc20e55 2e794df8c9d7 316a88ecfc37 35a3ffc02117 3acfc72f36d1
      3bacb3922392 3be6cc24d2b8 40ad76166907 40b6e661292f 42105e78237c 4a71635f4f4f 4d08703f9865
      4fb15a8910da 54a5021fda9f 5521c4aac000 58d5bfda8375 59c49f242119 5ce4678568ce 5d241af77693
      6be54c44c50b 7117f7f9f38c 7632e7830ed7 872bcd821a1a 8e0870c161b4 91d51de170aa 978ee340f437
      99acd3419d8d 9dcc1a6417b9 a0fd308e3cd6 a7d119ad9940 aa63b7017694 abe5ff8a2ea5 b49b47837ea1
      b5793ef05808 b9c0de79ab85 bc698ea9d2fb bd139dddfa84 bda051d50c87 c25d9580f479 c5cb2f05eb56
      c81e8ffa4fed ccda1382db12 cd2d0a3c7a11 cebdecbb9627 d1d8c0d15c5b d288071ad392 d5d6d6611c8c
      d6a13d15115f e242cd529e06 e7e7d4bc98c1 eccbddcefe1a f240a5a52cd9 f4be3e69ac9e f5fe6507fbef
      f9655e57cfd8 fb1cbd6a8ffb
    locales/en/delayed-scheduling.rehearsals.yaml
      6499077d13b8 7b646f8e4036 aeae911650bc f831b76db8a8
    locales/en/delayed-scheduling.yaml
      0df856ec2ce7 931e131c174e 9cca4f06204f
    locales/en/engine.yaml
      a3e686df4082
    locales/en/incomplete-referral.rehearsals.yaml
      6d4f8be18309 7617589285ac 8d6d6970e9f7 9c11ae6448e3 b6fc29aa7206 e424ac6b2aac
    locales/en/incomplete-referral.yaml
      ab6121ec6dbc f9d987e62a49 fe388759ed6f
    locales/en/language-support.rehearsals.yaml
      0131fa26025d 392a620b6597 8bf01a684d3f cf54d0afa028 e37c2de10cef
    locales/en/language-support.yaml
      63ff982628b4 ab2ec1d63ebc
    locales/en/language.yaml
      10c6fa2c27b4 2d4f024dc5b9 5cda798d6e1d e6bdc3be0225
    locales/en/messages.yaml
      c4f155cb296f d1b3021d0ec6 e0ce21f9376b eee916edf7a4
    locales/en/missed-visit.rehearsals.yaml
      7ac46a0485be 8b93dbb2fc49 f22ad7dcd811
    locales/en/missed-visit.yaml
      1214f38caa09 4f640920efdb c675119f39ca ffef5de0a012
    locales/en/overdue-follow-up.rehearsals.yaml
      4c4ab7552430 4d3bc167b22a 78ee7b316989 8d2e588e19ad 8dc0e62bf044 9d6bacb22f1e c841a269e6d4
    locales/en/overdue-follow-up.yaml
      14d0ec6512d4 699a83341143 943dd04586e8
    locales/en/recurring-therapy.rehearsals.yaml
      36d6ebb9cbe0 dc5293570e80 df0abc1d54f3
    locales/en/recurring-therapy.yaml
      a5879f10caba b12f716dacfb bc6255abd4db d10b030be732 ddd0435baf5f
    locales/en/result-review.rehearsals.yaml
      a5a836389b27 ba8df19cd61e cae4cd185d21 ff1b05bc8c8c
    locales/en/result-review.yaml
      4fd20939e152 8d0846718f0f fd33ab41cbe2
    locales/es/common.rehearsals.yaml
      c4f9710b4ae9 c7aee4b3b43d f708fdf1bd34
    locales/es/common.yaml
      0f063b6e81e5 37d374cfce6f 861dd6417012 957b9c778757 b4f7d7e655ba
    locales/es/console.yaml
      02203f423ed1 04ab40c96c0d 097780e48269 0bcd87095139 0e14539a290d 10dd702010e1 1d63832910be
      221a3c6b20dd 2751f294c886 27f63b5107dd 29047c05fbac 298472a494be 2a651ec659cf 2d967c9be354
      2f816735b732 35088a1008b1 37cdf1af8b91 40c47e3f0c15 4795c2813f6b 49e1dfc2a4fe 4a0c04dd2cfc
      4e93f432a025 51afce908a90 575d9d5591ef 57e6140930dc 597605bd03d4 5ea4c8a3af93 5ee6561466b2
      5f01de2d499f 608078b93896 65629168d123 67ec01369e6e 6cdfb36f438b 6e4718d4905d 7a32f724aef4
      7b517a6c44b8 801090a72da5 834d029a7741 854fd57d7c3b 890e22c20063 8cd4421acb9f 8eab7ff05938
      91bf0438b171 972a8e51bef7 98ee83b0cfe7 9d48f768503c a0815ed07dd8 a6c207f76515 aa5bd15cceaa
      ab6f846cbe30 adc6467a8416 b3cde3390440 baed12309f42 bbc36ee81bf7 c0826d9487d7 c7d214c95424
      c9f23de35bd1 c9ff810ee65b d1e313759677 d9aa9158d645 e0f70f16a076 e134a3ea759f e2cc788caa63
      e706f5740a23 e8e65c1b2a5f ed529c2d31c6 f1b0230a8ddc f4f4593db0bb fbf5ae18ce85
    locales/es/delayed-scheduling.rehearsals.yaml
      0831c00ba9dd 19d90a0d1e32 30ac6b3cb98b 7b1088c86b53 ca1aecff4aad
    locales/es/delayed-scheduling.yaml
      0fe9867bc108 2a6c91ede268 becdb04f3491
    locales/es/engine.yaml
      96e3668c4add
    locales/es/incomplete-referral.rehearsals.yaml
      0b430757a603 2c646c20e243 31c61af12e82 4d7194265440 8ec3e68fb35a ec09a4ac3a79
    locales/es/incomplete-referral.yaml
      0451a5396666 3b5f93c1a25f c1bbb20c4aa9
    locales/es/language-support.rehearsals.yaml
      9412da899fb0 94e250101a9f d17a35b5283d e854ccf6ce1d e986f640b2f9
    locales/es/language-support.yaml
      8b831d78496d b3543d26bf13
    locales/es/language.yaml
      13832b4f3d62 b516eccd6fcc da0cb392230d ee8a585c675a
    locales/es/messages.yaml
      0253ce9fa317 43dd76767b50 46879cdd2e8b a0c4e9e70823 ea5a7231c0c1
    locales/es/missed-visit.rehearsals.yaml
      01d2492c3045 0b3cf844ddae 8f4547c36fa5
    locales/es/missed-visit.yaml
      366e37c7db92 43dbeee62a8d 4616102ecec5 6f836625b4cd
    locales/es/overdue-follow-up.rehearsals.yaml
      02b090ad1e6d 04533315beb8 093d3fc46b16 33a2bfd30569 34c8f4dfc9f4 3a091d79994a f79fc345b2df
    locales/es/overdue-follow-up.yaml
      1e73ce6ccafd ba4179a0a14f e6fb2751de94
    locales/es/recurring-therapy.rehearsals.yaml
      94cc9ecbe1a0 978a871ce2a1 b70d04e653a6 dad8b9ad23d2
    locales/es/recurring-therapy.yaml
      4812ac3c38fd 7c956662f965 d1da10123274 d809fc5f5858 ea4e81465fee
    locales/es/result-review.rehearsals.yaml
      0393795920ac 11be6f49f155 60d7dcf78077 786dc8d2bdea 883ea7042701
    locales/es/result-review.yaml
      4177047acce8 7cef20226700 bb345bd17b1c c9b283e3bd5b
    scripts/OUTCOMES.md
      19de32403824 bdb516f521e3
    scripts/README.md
      2077144d031a 791f932e39e9 ae08d5f91c73 ea9500066c73 f229bee5628d
    scripts/RULES.md
      59beb0f60bdc 5f5d269cab37 8199290a1d57 a7bcd54b5517 bcff810bf0c1 f0525519807f f5d9db30f9c7
      fe1b05f13ff9
    scripts/common.yaml
      438c59a8a696 5b3334557b89 98e2cb8861a0 aed5a9c6bc04 e415bf1fde0d
    scripts/delayed-scheduling.yaml
      73ddc0bb4678
    scripts/incomplete-referral.yaml
      38f4a474ecd6 5026754bc334
    scripts/language-support.yaml
      363837e8b276 7d39521e5a3f
    scripts/missed-visit.yaml
      9df46871f8dc
    scripts/overdue-follow-up.yaml
      01ebba5b6abd 7303b18785a7 7adc3b4c6b66 fa43719c102a
    scripts/recurring-therapy.yaml
      ec7db1149058
    scripts/rehearsals/README.md
      6f9a4930f988 a371113bd4c1 da4851b7d54c f973a5f0b7fe
    scripts/rehearsals/a-bad-morning.yaml
      62c4f5c2a976 a2c268912bf6
    scripts/rehearsals/a-child-answers.yaml
      239d86e26dee 2a57f5b1dcf7
    scripts/rehearsals/a-loss.yaml
      4a297f481657 4d26457fddc7
    scripts/rehearsals/a-very-low-day.yaml
      6374ea736d9b e7aaaa82a27b
    scripts/rehearsals/a-word-with-the-roommate.yaml
      a104c19c8d4f b23cf7dd5a88
    scripts/rehearsals/about-mateo.yaml
      0f201b4b9a8b
    scripts/rehearsals/all-at-once.yaml
      89708db55483 92d50a2a9a79
    scripts/rehearsals/answers-in-the-other-language.yaml
      0413a1684032 ffebd12a58d8
    scripts/rehearsals/as-planned.yaml
      bea8a255226b d3010879f16d
    scripts/rehearsals/booked-last-night.yaml
      596ac275d472 6c07ff752ebc
    scripts/rehearsals/calls-back.yaml
      ced09a0320f6
    scripts/rehearsals/calm-and-ready.yaml
      ad2b42088ab6
    scripts/rehearsals/can-it-wait.yaml
      2745726dc2d8 feca3a666045
    scripts/rehearsals/daughter-arranges-it.yaml
      7ebf33311f6d eb8641487a79
    scripts/rehearsals/daughter-gives-back.yaml
      9b342399d1e4 ba2ace3b940e
    scripts/rehearsals/faint-on-the-sofa.yaml
      bbfd8b85dd97 db3f03e36987
    scripts/rehearsals/folder-under-the-arm.yaml
      04adc2f8e8d4 4059908669c2
    scripts/rehearsals/found-somebody-closer.yaml
      1782c8467233 7c47bcebafc8
    scripts/rehearsals/glad-to-come.yaml
      87ccadccd6b6
    scripts/rehearsals/hangs-up-on-you.yaml
      6afc455f8872 6ba595752c42
    scripts/rehearsals/husband-picks-up.yaml
      18476c0e6f6f da4a097d7cab
    scripts/rehearsals/i-called-last-week.yaml
      068b45aef2fa eb9799c18316
    scripts/rehearsals/i-was-there.yaml
      15787f611151 2b4aba47d005 88e3fb41a551
    scripts/rehearsals/i-will-call-you.yaml
      2bb9889704f4 5f6a34ef8f8d d0d648b7d4bb
    scripts/rehearsals/in-my-own-language-please.yaml
      8b1361125af4
    scripts/rehearsals/is-it-bad.yaml
      0689ee3d6606 07efa589f051 26efda6aee46
    scripts/rehearsals/leave-a-message.yaml
      3cea0b609762 ca3e0ea6acf0
    scripts/rehearsals/leave-it-there.yaml
      11dbc85af4c3 70dde1c1cbd9
    scripts/rehearsals/money-is-tight.yaml
      17bcb61a72b7 f9314f033c88
    scripts/rehearsals/next-one-please.yaml
      563849bcdfdf
    scripts/rehearsals/no-idea-about-papers.yaml
      ccf8d9512a01
    scripts/rehearsals/no-message-allowed.yaml
      0443df17f699 be9ce08eb420
    scripts/rehearsals/nothing-fits.yaml
      06b229ab9a23 b64bf7fe94d5
    scripts/rehearsals/please-close-it.yaml
      2f433c0cb693 c96ad9bc733f
    scripts/rehearsals/please-state-your-name.yaml
      0443a9b714ff 3cc58cffab69 d36cb8e89338
    scripts/rehearsals/pressure-in-my-chest.yaml
      446e6864cb4a bd387f97dc05
    scripts/rehearsals/returns-the-call-with-an-interpreter.yaml
      27b4a0b6b3f6 73cb7d400eb8 c6613705746c
    scripts/rehearsals/rings-and-rings.yaml
      76a6f0f8fc26 9e4a602c8204
    scripts/rehearsals/saw-something-online.yaml
      7d6af974a356
    scripts/rehearsals/screened-into-a-machine.yaml
      2e00cb072e9b 6f6f5ddde0c2 80f004425a2f 9b216eacdda4
    scripts/rehearsals/sent-last-week.yaml
      a39aa99a43af
    scripts/rehearsals/she-moved.yaml
      7c146b52b9a0 e2d5a3e0693f
    scripts/rehearsals/snow-on-the-hill.yaml
      455e92aeb7bd 8aeeeba1dfac
    scripts/rehearsals/son-on-record.yaml
      2d261f7f01ff 69e91ac17031
    scripts/rehearsals/speaks-up-in-the-other-language.yaml
      6a467da77bc8 7d25540e036d
    scripts/rehearsals/still-no-news.yaml
      3c20b1a89c2c afe215a83a2e
    scripts/rehearsals/stuck-at-the-insurance.yaml
      30e66207729f
    scripts/rehearsals/take-me-off-your-list.yaml
      89f81ac0f369 f7238d61dc14
    scripts/rehearsals/taking-a-break.yaml
      1b9c9bf2e4dd 81b6a3b7209a
    scripts/rehearsals/thanks-but-no.yaml
      4cfc96520f21
    scripts/rehearsals/the-boss-takes-the-phone.yaml
      3bcd86909d54 67dc88188a59
    scripts/rehearsals/the-bus-was-late.yaml
      45719df7633b f48c12062fe8
    scripts/rehearsals/the-date-will-not-come.yaml
      0ff76e18bd94 c8f434fef313
    scripts/rehearsals/the-doctor-said-spring.yaml
      5c99c175c1d3
    scripts/rehearsals/the-front-office.yaml
      6e6db57674f0 b179f5c5bd6d
    scripts/rehearsals/the-grandson-interprets.yaml
      2fe97a4b7b23 6edcba743f19 ad7e6ab58241
    scripts/rehearsals/the-letter-has-not-come.yaml
      0f7a191f6e29 f10474b4597a
    scripts/rehearsals/the-line-goes-dead.yaml
      0ecfc17f0676 2a47e9e164c3 5ce2d8cda60f
    scripts/rehearsals/this-language-is-fine.yaml
      f578ade5004a fe51180b284a
    scripts/rehearsals/through-an-interpreter.yaml
      3d7f91e418fc ed71fd0721cf
    scripts/rehearsals/two-minutes-only.yaml
      05dc9ac8610e
    scripts/rehearsals/was-it-weeks-or-months.yaml
      1c5f33ddd83c 9ddba3a5c1c6
    scripts/rehearsals/who-is-that.yaml
      839191749ef4 9eae0135df06 c7f402ebf049
    scripts/rehearsals/will-not-say.yaml
      76b828ddbafa 7fd27f9295c0
    scripts/rehearsals/works-days-call-later.yaml
      18a9c41989c4 21e5bb1b7e1a 5e411e994f83
    scripts/rehearsals/worried-about-the-bill.yaml
      52f84fcf97e9 c0aecc0889a1
    scripts/rehearsals/wrong-birth-date.yaml
      b98fdd958cd2 d09138271237
    scripts/result-review.yaml
      eb2565898f3b
    """
}
