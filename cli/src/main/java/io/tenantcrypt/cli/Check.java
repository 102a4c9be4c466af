package io.tenantcrypt.cli;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param name stable, for programs
 * @param message what was found; empty if something is wrong
 * @param problem what is wrong and what to do
 */
record Check(String name, String message, Optional<Failure> problem) {}
