package io.orgsh.aws;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * An operation of a service in the SDK. Its classes are loaded when they are needed, and no others;
 * what was found out about them is kept, since a fan-out calls the same one a hundred thousand
 * times.
 */
final class Operation {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
  // What the callers here know of the SDK's types, so that a handle can be invoked exactly.
  private static final MethodType BUILDER = MethodType.methodType(SdkPojo.class);
  private static final MethodType PLAIN =
      MethodType.methodType(Object.class, SdkClient.class, SdkRequest.class);

  private final Service service;
  private final String name;
  private final String sdkName;
  private final Flow flow;
  private final Once<MethodHandle> requests;
  private final Once<MethodHandle> replies;
  private final Once<MethodHandle> method;
  private final Once<Pages> pages;

  /** What else than members is sent or answered. */
  enum Flow {
    /** Nothing: members only. */
    PLAIN,
    /** A body of any length is sent: {@code s3:PutObject}. */
    BODY_IN,
    /** A body of any length is answered: {@code s3:GetObject}. */
    BODY_OUT
  }

  /**
   * An operation.
   *
   * @param service whose it is
   * @param name the API's name: {@code EnableAWSServiceAccess}
   * @param sdkName the SDK's spelling: {@code EnableAwsServiceAccess}
   * @param flow what else than members goes to AWS or comes back
   */
  Operation(Service service, String name, String sdkName, Flow flow) {
    this.service = service;
    this.name = name;
    this.sdkName = sdkName;
    this.flow = flow;
    this.requests = new Once<>(() -> builder(requestClass()));
    this.replies = new Once<>(() -> builder(replyClass()));
    this.method = new Once<>(this::method);
    this.pages = new Once<>(() -> Pages.of(newRequest(), newReply()));
  }

  Service service() {
    return service;
  }

  String name() {
    return name;
  }

  String sdkName() {
    return sdkName;
  }

  Flow flow() {
    return flow;
  }

  /** How its pages follow each other. */
  Pages pages() {
    return pages.get();
  }

  /** A builder of the request, without a member. */
  SdkPojo newRequest() {
    return made(requests.get());
  }

  /** A builder of the reply, without a member: the reply's model. */
  SdkPojo newReply() {
    return made(replies.get());
  }

  /** Sends a request by this operation's method of the client. */
  Object send(SdkClient client, SdkRequest request) throws Exception {
    return sent(() -> (Object) method.get().invokeExact(client, request));
  }

  /** The same with a body. */
  Object send(SdkClient client, SdkRequest request, RequestBody body) throws Exception {
    return sent(() -> (Object) method.get().invokeExact(client, request, body));
  }

  /** The same where a body is answered. */
  Object send(SdkClient client, SdkRequest request, ResponseTransformer<?, ?> body)
      throws Exception {
    return sent(() -> (Object) method.get().invokeExact(client, request, body));
  }

  // One method is looked up by its exact type: Class.getMethods would load the classes of all.
  private MethodHandle method() {
    String spelled = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    try {
      Class<?> request = load(requestClass());
      MethodType type =
          switch (flow) {
            case PLAIN -> MethodType.methodType(load(replyClass()), request);
            case BODY_IN -> MethodType.methodType(load(replyClass()), request, RequestBody.class);
            case BODY_OUT ->
                MethodType.methodType(Object.class, request, ResponseTransformer.class);
          };
      MethodType seen =
          switch (flow) {
            case PLAIN -> PLAIN;
            case BODY_IN -> PLAIN.appendParameterTypes(RequestBody.class);
            case BODY_OUT -> PLAIN.appendParameterTypes(ResponseTransformer.class);
          };
      return LOOKUP.findVirtual(load(service.clientClass()), spelled, type).asType(seen);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(service.clientClass() + " has no method " + spelled, e);
    }
  }

  private String requestClass() {
    return service.modelPackage() + sdkName + "Request";
  }

  private String replyClass() {
    return service.modelPackage() + sdkName + "Response";
  }

  private static MethodHandle builder(String model) {
    try {
      Class<?> builder = load(model + "$Builder");
      return LOOKUP
          .findStatic(load(model), "builder", MethodType.methodType(builder))
          .asType(BUILDER);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the SDK's " + model + " has no builder", e);
    }
  }

  /** What a method handle does; it declares more than any method of the SDK throws. */
  private interface Invocation {
    Object run() throws Throwable;
  }

  private static Object sent(Invocation invocation) throws Exception {
    try {
      return invocation.run();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw strange(e);
    }
  }

  private static SdkPojo made(MethodHandle builder) {
    try {
      return (SdkPojo) builder.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw strange(e);
    }
  }

  private static IllegalStateException strange(Throwable thrown) {
    return new IllegalStateException("neither an exception nor an error", thrown);
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, Operation.class.getClassLoader());
  }
}
