package io.orgsh.aws;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The values that the SDK knows for a member. The SDK's field says only "text"; the getter of the
 * structure returns the enumeration, alone, in a list, or as the values of a map.
 */
final class Enumerations {
  private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

  private Enumerations() {}

  /**
   * The values, in the order of AWS's model; empty when any text may stand there.
   *
   * @param builder of the structure
   */
  static List<String> of(SdkPojo builder, String member) {
    return Stream.of(structure(builder).getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getName().equalsIgnoreCase(member))
        .flatMap(Enumerations::values)
        .toList();
  }

  /** A builder's class is nested in its structure's. */
  private static Class<?> structure(SdkPojo builder) {
    return builder.getClass().getEnclosingClass();
  }

  private static Stream<String> values(Method getter) {
    return constants(getter.getGenericReturnType());
  }

  private static Stream<String> constants(Type type) {
    if (type instanceof Class<?> single && single.isEnum()) {
      return Arrays.stream(single.getEnumConstants())
          .filter(constant -> !((Enum<?>) constant).name().equals(UNKNOWN))
          .map(Object::toString);
    }
    if (type instanceof ParameterizedType many
        && (many.getRawType() == List.class || many.getRawType() == Map.class)) {
      return constants(many.getActualTypeArguments()[many.getActualTypeArguments().length - 1]);
    }
    return Stream.empty();
  }
}
