package io.orgsh.org;

import io.orgsh.aws.AccountId;
import java.time.Instant;

/**
 * Who a set of credentials belongs to, as STS answered at {@code asked}.
 *
 * <p>Good for the one write that follows; ask again for the next. An assumed role's ARN is that of
 * the session.
 *
 * @param account twelve digits
 * @param arn the caller, as in AWS's own log
 * @param asked when STS answered
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public record Identity(AccountId account, String arn, Instant asked) {}
