package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The roles of all accounts, with the one that Organizations makes. */
final class RoleBook {
  static final String ACCESS = "OrganizationAccountAccessRole";
  static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

  private final World world;

  RoleBook(World world) {
    this.world = world;
  }

  Optional<IamState.Role> find(String account, String name) {
    IamState.Role own = of(state().roles, account).get(name);
    if (own != null) {
      return Optional.of(own);
    }
    IamState.Role linked = of(state().serviceLinked, account).get(name);
    return linked == null
        ? access(account).filter(role -> role.name.equals(name))
        : Optional.of(linked);
  }

  boolean isServiceLinked(String account, String name) {
    return of(state().serviceLinked, account).containsKey(name);
  }

  /** All roles of an account, by name. */
  List<IamState.Role> all(String account) {
    List<IamState.Role> all = new ArrayList<>(of(state().roles, account).values());
    all.addAll(of(state().serviceLinked, account).values());
    access(account).ifPresent(all::add);
    all.sort(Comparator.comparing(role -> role.name));
    return all;
  }

  void add(String account, IamState.Role role) {
    state().roles.computeIfAbsent(account, _ -> new TreeMap<>()).put(role.name, role);
  }

  void addServiceLinked(String account, IamState.Role role) {
    state().serviceLinked.computeIfAbsent(account, _ -> new TreeMap<>()).put(role.name, role);
  }

  /** The same role, to be changed: written down from now on. */
  IamState.Role own(String account, IamState.Role role) {
    if (!of(state().roles, account).containsKey(role.name)
        && !isServiceLinked(account, role.name)) {
      add(account, role);
      state().changedAccess.add(account);
    }
    return role;
  }

  void remove(String account, IamState.Role role) {
    own(account, role);
    take(state().roles, account, role.name);
    take(state().serviceLinked, account, role.name);
  }

  private Optional<IamState.Role> access(String account) {
    OrganizationState organization = organization();
    OrganizationState.Entry entry = organization.accounts.get(account);
    if (entry == null
        || organization.isManagement(account)
        || !entry.joinedMethod.equals("CREATED")
        || state().changedAccess.contains(account)) {
      return Optional.empty();
    }
    var role = new IamState.Role();
    role.name = accessName(organization, account);
    role.id = "AROA" + Ids.base32(17, account, role.name);
    role.created = entry.joined;
    role.trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::%s:root\"},\"Action\":\"sts:AssumeRole\"}]}"
                .formatted(organization.management);
    role.attached.add(ADMINISTRATOR);
    return Optional.of(role);
  }

  /** Whoever asks for an account may name its role. */
  private static String accessName(OrganizationState organization, String account) {
    return organization.creations.values().stream()
        .filter(creation -> creation.account.equals(account))
        .map(creation -> creation.role)
        .findFirst()
        .orElse(ACCESS);
  }

  private static <T> SortedMap<String, T> of(
      SortedMap<String, SortedMap<String, T>> all, String account) {
    return all.getOrDefault(account, new TreeMap<>());
  }

  private static <T> void take(
      SortedMap<String, SortedMap<String, T>> all, String account, String name) {
    SortedMap<String, T> own = of(all, account);
    own.remove(name);
    if (own.isEmpty()) {
      all.remove(account);
    }
  }

  private IamState state() {
    return world.state("iam", IamState.class, IamState::new);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }
}
