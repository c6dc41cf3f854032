/**
 * The sandbox: an emulated organization that speaks AWS's wire protocols on loopback and is as
 * strict as AWS. Depends on nothing else of orgsh, so that it cannot be kinder to orgsh than to any
 * other client.
 */
@NullMarked
package io.orgsh.sandbox;

import org.jspecify.annotations.NullMarked;
