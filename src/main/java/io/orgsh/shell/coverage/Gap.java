package io.orgsh.shell.coverage;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage;
import io.orgsh.report.Coverage.Cell;
import io.orgsh.report.Coverage.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cells of a service that are not on, for one reason.
 *
 * @param accounts to each of which the same regions belong
 * @param regions in the order of the matrix
 */
record Gap(State state, Text reason, List<AccountId> accounts, List<Region> regions) {

  private record Kind(State state, Text reason) {}

  private record Same(Kind kind, List<Region> regions) {}

  /**
   * The gaps of a service, those with most cells first.
   *
   * @param told accounts and regions of which it is said elsewhere why nothing can be on there
   */
  static List<Gap> of(Coverage.Service service, Set<AccountId> told, Set<Region> closed) {
    Map<AccountId, Map<Kind, List<Region>>> byAccount = new LinkedHashMap<>();
    for (Cell cell : service.cells()) {
      if (cell.state() != State.ON
          && !told.contains(cell.account())
          && !closed.contains(cell.region())) {
        byAccount
            .computeIfAbsent(cell.account(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(new Kind(cell.state(), cell.reason()), _ -> new ArrayList<>())
            .add(cell.region());
      }
    }
    Map<Same, List<AccountId>> same = new LinkedHashMap<>();
    byAccount.forEach(
        (account, kinds) ->
            kinds.forEach(
                (kind, regions) ->
                    same.computeIfAbsent(new Same(kind, regions), _ -> new ArrayList<>())
                        .add(account)));
    return same.entrySet().stream()
        .map(
            entry ->
                new Gap(
                    entry.getKey().kind().state(),
                    entry.getKey().kind().reason(),
                    entry.getValue(),
                    entry.getKey().regions()))
        .sorted(Comparator.comparingInt(Gap::cells).reversed())
        .toList();
  }

  private int cells() {
    return accounts.size() * regions.size();
  }

  /** Those regions among all that have no gap. */
  List<Region> others(List<Region> all) {
    var gaps = new HashSet<>(regions);
    return all.stream().filter(region -> !gaps.contains(region)).toList();
  }
}
