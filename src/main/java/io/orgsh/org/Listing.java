package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Asks AWS for the lists that make up an organization. */
final class Listing {
  private final Inquiry inquiry;

  Listing(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /** A list that AWS was asked for. */
  sealed interface Answer<T> {
    /** AWS gave it. */
    record Given<T>(List<T> list) implements Answer<T> {}

    /** AWS knows the caller and does not let it be listed. */
    record Denied<T>(String words) implements Answer<T> {}

    /** Nobody knows. */
    record Unknown<T>(Problem problem) implements Answer<T> {}
  }

  /** Every account; only for management and delegated administrators. */
  Answer<Account> accounts(Session session) {
    return list(
        session,
        "organizations:ListAccounts",
        "Accounts",
        Comparator.comparing(Account::id),
        Listing::account);
  }

  /** An account as AWS Organizations describes it. */
  static Account account(JsonNode node) {
    return new Account(
        new AccountId(node.path("Id").asString("")),
        node.path("Name").asString(""),
        node.path("Email").asString(""),
        state(node));
  }

  /** The delegated administrators of any service; only for management and such accounts. */
  Answer<AccountId> administrators(Session session) {
    return list(
        session,
        "organizations:ListDelegatedAdministrators",
        "DelegatedAdministrators",
        Comparator.comparing(AccountId::value),
        node -> new AccountId(node.path("Id").asString("")));
  }

  /** Every region, with whether the session's account may use it. */
  Answer<OrgRegion> regions(Session session) {
    return list(
        session,
        "account:ListRegions",
        "Regions",
        Comparator.comparing(OrgRegion::region),
        node ->
            new OrgRegion(
                new Region(node.path("RegionName").asString("")),
                node.path("RegionOptStatus").asString("")));
  }

  private <T> Answer<T> list(
      Session session,
      String operation,
      String member,
      Comparator<T> order,
      Function<JsonNode, T> element) {
    return switch (inquiry.ask(
        operation, Inquiry.parameters(), session.credentials(), session.source())) {
      case Inquiry.Answer.Said said ->
          new Answer.Given<>(
              said.body().path(member).valueStream().map(element).sorted(order).toList());

      case Inquiry.Answer.Refused refused when refused.denied() ->
          new Answer.Denied<>(Refusal.words(refused.reply()));
      case Inquiry.Answer.Refused refused -> new Answer.Unknown<>(refused.problem());
      case Inquiry.Answer.Expired expired -> new Answer.Unknown<>(expired.problem());
      case Inquiry.Answer.Unheard unheard -> new Answer.Unknown<>(unheard.problem());
    };
  }

  /** {@code Status} is announced to go in favour of {@code State}, which is the finer one. */
  private static String state(JsonNode account) {
    String state = account.path("State").asString("");
    return state.isEmpty() ? account.path("Status").asString("") : state;
  }
}
