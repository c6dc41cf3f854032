package io.orgsh.shell;

import io.orgsh.aws.Region;
import io.orgsh.org.Organization;
import io.orgsh.org.Session;
import java.util.Optional;
import java.util.SortedSet;

/** What is known without asking anybody: for the prompt and for Tab. */
public interface Whereabouts {

  /** Whose credentials are in use; empty before signing in. */
  Optional<Session> session();

  /** What the account of the session is called: a role's word, its name, or its id. */
  Optional<String> place();

  /** The home region, if it was found. */
  Optional<Region> knownHome();

  /** The organization, if it was read. */
  Optional<Organization> known();

  /** The words that {@code switch} takes. */
  SortedSet<String> places();
}
