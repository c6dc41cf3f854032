package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Text;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the keys {@code accounts} and {@code members} of orgsh.yaml. */
final class AccountsReading {
  private static final Pattern ROLE =
      Pattern.compile("[\\w+=,.@/-]{1,512}|arn:[a-z-]+:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern MFA_SERIAL = Pattern.compile("[\\w+=/:,.@-]{9,256}");
  private static final Text NO_ROLE =
      Text.of("\"%s\" is neither the name nor the ARN of a role.", "「%s」はロール名でもロールのARNでもありません。");
  private static final Text NO_SESSION_NAME =
      Text.of(
          "\"%s\" cannot name a session. Expected: 2 to 64 letters, digits and _+=,.@-",
          "「%s」はセッション名に使えません。英数字と _+=,.@- を2～64文字で指定してください。");
  private static final Text NO_EXTERNAL_ID =
      Text.of(
          "\"%s\" is not an external ID. Expected: at least 2 letters, digits and _+=,.@:/-",
          "「%s」は外部IDに使えません。英数字と _+=,.@:/- を2文字以上で指定してください。");
  private static final Text NO_MFA_SERIAL =
      Text.of(
          "\"%s\" is neither the ARN nor the serial number of an MFA device.",
          "「%s」はMFAデバイスのARNでもシリアル番号でもありません。");

  private final ConfigurationMistakes mistakes;
  private final ConfigurationNodes nodes;
  private final Map<AccountRole, AccountId> roles = new EnumMap<>(AccountRole.class);
  private final Map<AccountId, WayIn> ways = new LinkedHashMap<>();

  AccountsReading(ConfigurationMistakes mistakes, ConfigurationNodes nodes) {
    this.mistakes = mistakes;
    this.nodes = nodes;
  }

  Map<AccountRole, AccountId> roles() {
    return roles;
  }

  Map<AccountId, WayIn> ways() {
    return ways;
  }

  /** Reads {@code accounts}: a role's word with an id, or with an id and the way in. */
  void accounts(Node node) {
    nodes
        .values(node, ConfigurationKeys.ACCOUNTS)
        .forEach((word, value) -> account(AccountRole.of(word).orElseThrow(), value));
  }

  /** Reads {@code members}: how the other accounts are entered, and the exceptions. */
  WayIn.AssumedRole members(Node node) {
    Map<String, Node> keys = nodes.values(node, ConfigurationKeys.MEMBERS);
    Optional.ofNullable(keys.get("overrides")).ifPresent(this::overrides);
    Node assume = keys.get("assume");
    if (assume != null && isArn(assume)) {
      mistakes.wrong(
          assume,
          Text.of(
              "The role of the members is assumed in many accounts, so it needs a name, not an"
                  + " ARN.",
              "メンバーのロールは複数のアカウントで引き受けるため、ARNではなくロール名を指定してください。"));
    }
    return role(keys);
  }

  private void account(AccountRole role, Node node) {
    if (!(node instanceof MappingNode)) {
      id(node).ifPresent(id -> name(role, id, node));
      return;
    }
    Map<String, Node> keys = nodes.values(node, ConfigurationKeys.ACCOUNT);
    Node id = keys.get("id");
    if (id == null) {
      mistakes.missing(
          node,
          Text.of("The account needs an \"id\" with twelve digits.", "12桁のアカウントIDを「id」で指定してください。"));
      way(keys, node, role);
      return;
    }
    Optional<AccountId> account = id(id);
    account.ifPresent(known -> name(role, known, id));
    Optional<WayIn> way = way(keys, node, role);
    account.ifPresent(
        known ->
            way.ifPresent(
                found -> {
                  sameAccount(keys, known);
                  enter(known, found, node);
                }));
  }

  private void name(AccountRole role, AccountId id, Node node) {
    roles.put(role, id);
    boolean both =
        roles.containsKey(AccountRole.MANAGEMENT)
            && Optional.ofNullable(roles.get(AccountRole.MANAGEMENT))
                .equals(Optional.ofNullable(roles.get(AccountRole.AUDIT)));
    if (both && role != AccountRole.LOG_ARCHIVE) {
      mistakes.wrong(
          node,
          Text.of(
                  "%s cannot be both the management account and the audit account: AWS does not"
                      + " take the management account as a delegated administrator.",
                  "%sを管理アカウントと監査アカウントの両方に指定することはできません。管理アカウントは委任された管理者になれません。")
              .with(id));
    }
  }

  private void overrides(Node node) {
    nodes
        .entries(node)
        .forEach(
            (key, entry) -> {
              Optional<AccountId> account = id(entry.key());
              Map<String, Node> keys = nodes.values(entry.value(), ConfigurationKeys.WAY);
              Optional<WayIn> way = way(keys, entry.value(), AccountRole.MEMBER);
              if (keys.isEmpty()) {
                mistakes.missing(
                    entry.value(),
                    Text.of(
                            "Account %s needs \"profile\" or \"assume\" here.",
                            "アカウント%sには「profile」または「assume」を指定してください。")
                        .with(key));
              }
              account.ifPresent(
                  known ->
                      way.ifPresent(
                          found -> {
                            sameAccount(keys, known);
                            enter(known, found, entry.key());
                          }));
            });
  }

  /** The way that the keys name; empty when they name none, so that the default counts. */
  private Optional<WayIn> way(Map<String, Node> keys, Node node, AccountRole role) {
    List<String> roleKeys = ConfigurationKeys.ROLE.stream().filter(keys::containsKey).toList();
    if (keys.containsKey("profile")) {
      if (!roleKeys.isEmpty()) {
        mistakes.wrong(
            node,
            Text.of(
                    "A profile and a role (%s) are two ways into one account. Expected: one.",
                    "プロファイルとロールの指定（%s）は同時に使えません。どちらか一方にしてください。")
                .with(String.join(", ", roleKeys)));
      }
      return nodes.text(keys.getOrDefault("profile", node)).map(WayIn.Profile::new);
    }
    if (roleKeys.isEmpty()) {
      return Optional.empty();
    }
    if (role == AccountRole.MANAGEMENT) {
      mistakes.wrong(
          node,
          Text.of(
              "The management account is where roles are assumed from, so it needs a profile.",
              "ロールは管理アカウントから引き受けるため、管理アカウント自体にはプロファイルを指定してください。"));
      return Optional.empty();
    }
    return Optional.of(role(keys));
  }

  private WayIn.AssumedRole role(Map<String, Node> keys) {
    Node from = keys.get("from");
    if (from != null) {
      Optional<String> word = nodes.text(from);
      if (word.isPresent() && !word.get().equals(AccountRole.MANAGEMENT.word())) {
        mistakes.wrongWord(
            from,
            word.get(),
            List.of(AccountRole.MANAGEMENT.word()),
            Text.of("an account that orgsh assumes roles from", "ロールを引き受ける元のアカウント"));
      }
    }
    return new WayIn.AssumedRole(
        Optional.ofNullable(keys.get("assume"))
            .flatMap(node -> nodes.text(node, ROLE, NO_ROLE))
            .orElse(WayIn.AssumedRole.DEFAULT_ROLE),
        Optional.ofNullable(keys.get("session-name"))
            .flatMap(node -> nodes.text(node, SESSION_NAME, NO_SESSION_NAME)),
        Optional.ofNullable(keys.get("external-id"))
            .flatMap(node -> nodes.text(node, EXTERNAL_ID, NO_EXTERNAL_ID)),
        Optional.ofNullable(keys.get("mfa-serial"))
            .flatMap(node -> nodes.text(node, MFA_SERIAL, NO_MFA_SERIAL)));
  }

  /** A role's ARN names its account; with another one the guard would refuse each time. */
  private void sameAccount(Map<String, Node> keys, AccountId account) {
    Node assume = keys.get("assume");
    if (assume == null || !isArn(assume)) {
      return;
    }
    String arn = nodes.text(assume).orElse("");
    if (!arn.contains(":iam::" + account + ":")) {
      mistakes.wrong(
          assume,
          Text.of("%s is a role of another account than %s.", "%sはアカウント%sのロールではありません。")
              .with(arn, account));
    }
  }

  private void enter(AccountId account, WayIn way, Node node) {
    WayIn other = ways.putIfAbsent(account, way);
    if (other != null && !other.equals(way)) {
      mistakes.twice(
          node,
          Text.of(
                  "Account %s is already entered by %s. Expected: one way into each account.",
                  "アカウント%sへの入り方は%sで指定済みです。1つのアカウントにつき1つだけ指定してください。")
              .with(account, other.words()));
    }
  }

  private Optional<AccountId> id(Node node) {
    Optional<String> text = nodes.text(node);
    if (text.isPresent() && !AccountId.isAccountId(text.get())) {
      mistakes.wrong(
          node,
          Text.of(
                  "\"%s\" is not an account ID. Expected: twelve digits.",
                  "「%s」はアカウントIDではありません。12桁の数字を指定してください。")
              .with(text.get()));
      return Optional.empty();
    }
    return text.map(AccountId::new);
  }

  private static boolean isArn(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().startsWith("arn:");
  }
}
