/// NANP area code → state or country and zones.
///
/// An area code is a hint: numbers are ported and people move. A code that is not here, and a
/// number outside the plan, is no evidence at all. Source: the numbering plan's assignments.
enum AreaCodeZones {
  struct Place: Hashable, Sendable {
    /// Two letters of a state of the United States; `nil` elsewhere.
    let state: String?
    let zones: [Zone]
  }

  /// `STATE:letters codes…;`, with more groups of letters where an area code lies across a zone
  /// boundary of its state. `--` is not in the United States.
  private static let table = """
    AL:C 205 251 256 334 659 938; AK:KD 907; AZ:A 480 520 602 623; AZ:AM 928;
    AR:C 327 479 501 870; CA:P 209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559
    562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925
    949 951; CO:M 303 719 720 748 970 983; CT:E 203 475 860 959; DE:E 302; DC:E 202 771;
    FL:E 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954;
    FL:CE 448 850; GA:E 229 404 470 478 678 706 762 770 912 943; HI:H 808; ID:MP 208 986;
    IL:C 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872;
    IN:E 260 317 463 765; IN:C 219; IN:EC 574 812 930; IA:C 319 515 563 641 712;
    KS:C 316 913; KS:CM 620 785; KY:E 502 859; KY:EC 606; KY:CE 270 364;
    LA:C 225 318 337 457 504 985; ME:E 207; MD:E 227 240 301 410 443 667;
    MA:E 339 351 413 508 617 774 781 857 978; MI:E 231 248 269 313 517 586 616 679 734 810 947
    989; MI:EC 906; MN:C 218 320 507 612 651 763 924 952; MS:C 228 471 601 662 769;
    MO:C 235 314 417 557 573 636 660 816 975; MT:M 406; NE:C 402 531; NE:CM 308;
    NV:P 702 725; NV:PM 775; NH:E 603; NJ:E 201 551 609 640 732 848 856 862 908 973;
    NM:M 505 575; NY:E 212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838
    845 914 917 929 934; NC:E 252 336 472 704 743 828 910 919 980 984; ND:CM 701;
    OH:E 216 220 234 283 326 330 380 419 436 440 513 567 614 740 937; OK:C 405 539 572 580 918;
    OR:P 503 971; OR:PM 458 541; PA:E 215 223 267 272 412 445 484 570 582 610 717 724 814 835
    878; RI:E 401; SC:E 803 821 839 843 854 864; SD:CM 605; TN:C 615 629 731 901 931; TN:E 865;
    TN:EC 423; TX:C 210 214 254 281 325 346 361 409 430 469 512 682 713 726 737 806 817 830 832
    903 936 940 945 956 972 979; TX:CM 432; TX:M 915; UT:M 385 435 801; VT:E 802;
    VA:E 276 434 540 571 686 703 757 804 826 948; WA:P 206 253 360 425 509 564; WV:E 304 681;
    WI:C 262 274 353 414 534 608 715 920; WY:M 307; PR:R 787 939; VI:V 340; GU:G 671; MP:N 670;
    AS:S 684;
    --:d 368 403 587 780 825; --:v 604; --:vdf 236 250 257 672 778; --:w 204 431 584;
    --:h 428 506 782 902; --:jh 709 879; --:eh 418; --:e 226 249 289 343 365 382 416 437 519 548 613 647 683
    705 742 753 905 942 263 354 367 438 450 468 514 579 581 819 873; --:ew 807;
    --:r 306 474 639; --:ydik 867; --:b 242; --:a 246; --:m 441; --:c 345; --:t 649; --:g 658
    876; --:s 809 829 849; --:p 264 268 284 473 664 721 758 767 784 868 869
    """

  private static let places: [Int: Place] = {
    var places: [Int: Place] = [:]
    for group in table.split(separator: ";") {
      let words = group.split(whereSeparator: \.isWhitespace)
      guard let head = words.first?.split(separator: ":") else { continue }
      let place = Place(
        state: head[0] == "--" ? nil : String(head[0]), zones: ZoneLetters.zones(head[1]))
      for code in words.dropFirst().compactMap({ Int($0) }) { places[code] = place }
    }
    return places
  }()

  /// Every area code of the table, sorted.
  static var codes: [Int] { places.keys.sorted() }

  /// `nil` for a number outside the plan, and for an area code that names no place.
  static func place(ofNumber e164: String) -> Place? {
    guard e164.hasPrefix("+1"), e164.count == 12, let code = Int(e164.dropFirst(2).prefix(3)) else {
      return nil
    }
    return places[code]
  }
}
