# The counts of `make trust` as one table: tried, broken, promise. Lines of one promise are added up.
{ tried[$3] += $1; broken[$3] += $2; if (!($3 in seen)) { order[++n] = $3; seen[$3] = 1 } }
END {
  printf "%12s  %8s  %s\n", "tried", "broken", "promise"
  for (i = 1; i <= n; i++) {
    printf "%12d  %8d  %s\n", tried[order[i]], broken[order[i]], order[i]
    if (broken[order[i]] > 0 || tried[order[i]] == 0) bad = 1
  }
  print bad || n == 0 ? "a promise was BROKEN, or never tried" : "no promise was broken"
  exit bad || n == 0
}
