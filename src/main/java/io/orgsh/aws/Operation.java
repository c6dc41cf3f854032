package io.orgsh.aws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * An operation of a service in the SDK. Its classes are loaded when they are needed, and no others.
 *
 * @param service whose it is
 * @param name the API's name: {@code EnableAWSServiceAccess}
 * @param sdkName the SDK's spelling: {@code EnableAwsServiceAccess}
 * @param flow what else than members goes to AWS or comes back
 */
record Operation(Service service, String name, String sdkName, Flow flow) {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  /** What else than members is sent or answered. */
  enum Flow {
    /** Nothing: members only. */
    PLAIN,
    /** A body of any length is sent: {@code s3:PutObject}. */
    BODY_IN,
    /** A body of any length is answered: {@code s3:GetObject}. */
    BODY_OUT
  }

  /** A builder of the request, without a member. */
  SdkPojo newRequest() {
    return builder(requestClass());
  }

  /** A builder of the reply, without a member: the reply's model. */
  SdkPojo newReply() {
    return builder(replyClass());
  }

  /** Sends a request by this operation's method of the client. */
  Object send(SdkClient client, SdkRequest request) throws Exception {
    return invoke(MethodType.methodType(load(replyClass()), load(requestClass())), client, request);
  }

  /** The same with a body. */
  Object send(SdkClient client, SdkRequest request, RequestBody body) throws Exception {
    return invoke(
        MethodType.methodType(load(replyClass()), load(requestClass()), RequestBody.class),
        client,
        request,
        body);
  }

  /** The same where a body is answered. */
  Object send(SdkClient client, SdkRequest request, ResponseTransformer<?, ?> body)
      throws Exception {
    return invoke(
        MethodType.methodType(Object.class, load(requestClass()), ResponseTransformer.class),
        client,
        request,
        body);
  }

  // One method is looked up by its exact type: Class.getMethods would load the classes of all.
  private Object invoke(MethodType type, Object... arguments) throws Exception {
    String method = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    try {
      return LOOKUP
          .findVirtual(load(service.clientClass()), method, type)
          .invokeWithArguments(arguments);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("neither an exception nor an error", e);
    }
  }

  private String requestClass() {
    return service.modelPackage() + sdkName + "Request";
  }

  private String replyClass() {
    return service.modelPackage() + sdkName + "Response";
  }

  private static SdkPojo builder(String model) {
    try {
      Class<?> builder = load(model + "$Builder");
      return (SdkPojo)
          LOOKUP.findStatic(load(model), "builder", MethodType.methodType(builder)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("the SDK's " + model + " has no builder", e);
    }
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, Operation.class.getClassLoader());
  }
}
