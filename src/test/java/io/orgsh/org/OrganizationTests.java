package io.orgsh.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of an organization that was read. */
class OrganizationTests {

  @Test
  void accountsAreSortedAndEachIsFoundByItsId() {
    List<Account> sorted = IntStream.range(0, 101).mapToObj(i -> account(2 * i)).toList();
    var given = new ArrayList<>(sorted);
    Collections.shuffle(given, new Random(1));

    Organization organization = organization(given);

    assertThat(organization.accounts()).isEqualTo(sorted);
    assertThat(sorted)
        .allSatisfy(account -> assertThat(organization.account(account.id())).contains(account));
    assertThat(IntStream.range(0, 101).mapToObj(i -> account(2 * i + 1).id()))
        .allSatisfy(id -> assertThat(organization.account(id)).isEmpty());
    assertThat(organization(List.of()).account(account(0).id())).isEmpty();
  }

  private static Account account(int number) {
    return new Account(
        new AccountId("%012d".formatted(number)), "a" + number, "a@example.com", "ACTIVE");
  }

  private static Organization organization(List<Account> accounts) {
    return new Organization(
        "o-exampleorg", "ALL", Map.of(), accounts, new Region("ap-northeast-1"), List.of());
  }
}
