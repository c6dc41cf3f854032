package io.orgsh.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** The members of a structure of the SDK, by the API's names. */
final class Members {
  /** The member of a streaming operation that the SDK keeps beside the structure. */
  static final String BODY = "Body";

  // Where the SDK calls a request's member otherwise than the API: the SDK's name by the API's.
  private static final Map<String, String> COPY =
      Map.of("Bucket", "DestinationBucket", "Key", "DestinationKey");
  private static final Map<String, Map<String, String>> RENAMED =
      Map.of(
          "s3:CopyObject",
          COPY,
          "s3:UploadPartCopy",
          COPY,
          "sns:AddPermission",
          Map.of("AWSAccountId", "AWSAccountIds", "ActionName", "ActionNames"));

  private Members() {}

  /** The members of an operation's request. */
  static Map<String, SdkField<?>> ofRequest(Operation operation, SdkPojo request) {
    Map<String, SdkField<?>> members = of(request);
    RENAMED
        .getOrDefault(operation.service().prefix() + ":" + operation.name(), Map.of())
        .forEach(
            (api, sdk) -> {
              SdkField<?> field = members.remove(sdk);
              if (field != null) {
                members.put(api, field);
              }
            });
    return members;
  }

  /** The members, in the order of the API's model. */
  static Map<String, SdkField<?>> of(SdkPojo structure) {
    var members = new LinkedHashMap<String, SdkField<?>>();
    structure.sdkFields().forEach(field -> members.put(field.memberName(), field));
    return members;
  }

  /** A member whatever its case. */
  static Optional<SdkField<?>> find(SdkPojo structure, String name) {
    return structure.sdkFields().stream()
        .filter(field -> field.memberName().equalsIgnoreCase(name))
        .<SdkField<?>>map(field -> field)
        .findFirst();
  }

  /** What a list holds. */
  static SdkField<?> element(SdkField<?> list) {
    return list.getRequiredTrait(ListTrait.class).memberFieldInfo();
  }

  /** What the values of a map are. */
  static SdkField<?> value(SdkField<?> map) {
    return map.getRequiredTrait(MapTrait.class).valueFieldInfo();
  }
}
