package io.orgsh.shell.run;

import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.shell.layout.Clean;

/** An account in one line: role, id and name. */
final class AccountLine {
  private AccountLine() {}

  /** {@code audit 222222222222 "Security Audit"}; a name that is the role's word is left out. */
  static String of(AccountRole role, Account account) {
    return role.word() + " " + of(account, role.word());
  }

  /** {@code 222222222222 "Security Audit"}. */
  static String of(Account account) {
    return of(account, "");
  }

  private static String of(Account account, String known) {
    String name = Clean.text(account.name()).replace('\n', ' ');
    return name.equals(known) ? account.id().value() : account.id() + " \"" + name + "\"";
  }
}
