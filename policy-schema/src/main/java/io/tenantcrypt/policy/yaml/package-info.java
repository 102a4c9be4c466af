/**
 * Reads a policy from YAML and reports every mistake with its line and column. Imports policy and
 * SnakeYAML. Never opens a file, reads the environment or prints the value of a variable.
 */
@NullMarked
package io.tenantcrypt.policy.yaml;

import org.jspecify.annotations.NullMarked;
