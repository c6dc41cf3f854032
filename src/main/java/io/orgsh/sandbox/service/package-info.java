/**
 * One class per emulated AWS service: its operations as functions of the world, with AWS's order,
 * limits and errors.
 */
@NullMarked
package io.orgsh.sandbox.service;

import org.jspecify.annotations.NullMarked;
