package io.orgsh.sandbox;

import java.util.Optional;

/**
 * How a new world differs from the one that its description says. What is empty is as described.
 *
 * @param supportPlan the organization's support plan
 * @param era how AWS behaves
 * @param people how the recipients of letters are
 */
public record Preset(
    Optional<SupportPlan> supportPlan, Optional<Era> era, Optional<People> people) {

  /** The world as it is described. */
  public static final Preset NONE =
      new Preset(Optional.empty(), Optional.empty(), Optional.empty());

  /** AWS's support plans. */
  public enum SupportPlan {
    BASIC,
    DEVELOPER,
    BUSINESS,
    ENTERPRISE
  }

  /** How AWS behaves. */
  public enum Era {
    /** As today. */
    CURRENT,
    /** As in January 2021, when the series was written. */
    YEAR_2021;

    /** As a world's description has it. */
    String word() {
      return switch (this) {
        case CURRENT -> "current";
        case YEAR_2021 -> "2021";
      };
    }
  }

  /** What people do with letters that want something of them. */
  public enum People {
    /** They follow the link ten minutes later. */
    DILIGENT,
    /** Nothing: whoever tries the sandbox follows links himself. */
    AWAY;

    /** As a world's description has it. */
    String word() {
      return switch (this) {
        case DILIGENT -> "diligent";
        case AWAY -> "away";
      };
    }
  }
}
