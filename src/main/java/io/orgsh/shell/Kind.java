package io.orgsh.shell;

import java.util.List;

/** What values an argument or option takes: what Tab offers there. */
public sealed interface Kind {

  /** One of these words. */
  record Choice(List<String> words) implements Kind {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** Something that the workplace knows. */
  enum Known implements Kind {
    /** A runbook's name. */
    RUNBOOK,
    /** A run's id. */
    RUN,
    /** A step's id, of the runbook or run earlier in the line. */
    STEP,
    /** A document's name. */
    DOCUMENT,
    /** A document's name, or a file. */
    DOCUMENT_OR_FILE,
    /** An account role, account or profile: where {@code switch} goes. */
    PLACE,
    /** A profile of the AWS CLI. */
    PROFILE,
    /** A region's code. */
    REGION,
    /** A file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** {@code name=value} of a parameter, of the runbook or document earlier in the line. */
    SETTING,
    /** The number of a letter in the sandbox. */
    LETTER,
    /** Runbooks' names with commas between them. */
    RUNBOOKS,
    /** Accounts' ids with commas between them. */
    ACCOUNTS,
    /** Regions' codes with commas between them. */
    REGIONS,
    /** A command's name. */
    COMMAND,
    /** Anything: Tab offers nothing. */
    TEXT
  }

  /** One of these words. */
  static Kind choice(String... words) {
    return new Choice(List.of(words));
  }
}
