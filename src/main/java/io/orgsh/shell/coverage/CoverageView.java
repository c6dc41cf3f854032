package io.orgsh.shell.coverage;

import io.orgsh.org.Account;
import io.orgsh.org.Organization;
import io.orgsh.org.Units;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage;
import java.util.Arrays;
import java.util.Optional;

/** Shows where services are on. */
interface CoverageView {

  /** Shows it. */
  void coverage(Shown shown);

  /**
   * What is shown.
   *
   * @param organization gives accounts their roles and regions their states
   * @param units gives accounts their units; empty when nobody asked for them
   * @param by what a row is
   */
  record Shown(Coverage coverage, Organization organization, Optional<Units> units, By by) {
    /** An account's unit as a path; empty when it was not read. */
    String unit(Account account) {
      return units.flatMap(read -> read.of(account.id())).map(Units.Unit::path).orElse("");
    }
  }

  /** What a row of the table is. */
  enum By {
    /** One account. */
    ACCOUNT("account"),
    /** The accounts of one unit. */
    OU("ou"),
    /** The accounts with which it stands the same. */
    STATUS("status");

    private final String word;

    By(String word) {
      this.word = word;
    }

    /** The word on the command line. */
    String word() {
      return word;
    }

    static Optional<By> of(String word) {
      return Arrays.stream(values()).filter(by -> by.word.equals(word)).findFirst();
    }
  }

  /** The word for an account: its role, or a member's name. */
  static String name(Organization organization, Account account) {
    return switch (organization.roleOf(account.id())) {
      case MEMBER -> account.name();
      case MANAGEMENT, AUDIT, LOG_ARCHIVE -> organization.roleOf(account.id()).word();
    };
  }

  /** States in words. */
  static Text word(Coverage.State state) {
    return switch (state) {
      case ON -> Text.of("on", "有効");
      case OFF -> Text.of("off", "無効");
      case PARTLY -> Text.of("partly", "一部");
      case NOT_SUPPORTED -> Text.of("n/a", "対象外");
      case NOT_REACHABLE -> Text.of("no access", "読取不可");
    };
  }
}
