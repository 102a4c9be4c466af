package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import io.tenantcrypt.keys.store.ConnectionSupplier;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.KeyRuntimeConfig;
import io.tenantcrypt.keys.store.RuntimeFacts;
import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that works on key tables, whose steps a test takes one by one. */
final class ShredFixture implements AutoCloseable {

  private static final KeyPolicy POLICY =
      new KeyPolicy(
          Optional.of("memory://shredding"),
          Map.of("own", "memory://own-{tenant}"),
          List.of("memory://*"),
          new KeyPolicy.Cache(500, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(1)),
          KeyPolicy.Rotation.NONE,
          KeyPolicy.Envelope.TABLE,
          KeyPolicy.Provision.EXPLICIT);

  private final KeyRuntime runtime;
  private final Shred shred;
  private final Shredding shredding;
  private final Jobs jobs;

  ShredFixture(ConnectionSupplier connections) {
    this.runtime =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                POLICY,
                "deployment",
                Optional.empty(),
                connections,
                "tenantcrypt",
                Duration.ofSeconds(20),
                new KmsProviders(
                    List.of(new MemoryKmsProvider()),
                    new KmsSettings(Duration.ofSeconds(5), true, name -> Optional.empty())),
                call -> {},
                InstantSource.system(),
                new RuntimeFacts("test", "1", 1, () -> "database")));
    Change changes = new Change(runtime);
    ShredCertificates certificates = new ShredCertificates(runtime);
    this.shred =
        new Shred(
            runtime,
            new Instances(runtime.instances()),
            changes,
            new ShredRecording(runtime, connections),
            certificates,
            POLICY.cache());
    this.shredding = new Shredding(runtime, changes, shred, certificates);
    this.jobs = new Jobs(runtime.jobs(), List.of(shred));
  }

  KeyRuntime runtime() {
    return runtime;
  }

  Shredding shredding() {
    return shredding;
  }

  Jobs jobs() {
    return jobs;
  }

  /** One step of a worker's. */
  Step advance(JobRow job) {
    return shred.advance(job);
  }

  /** Takes steps until the job is over; a worker that is killed leaves its lease behind. */
  JobRow toTheEnd(String job) {
    JobTable table = runtime.jobs();
    KeyId id = new KeyId(job);
    while (true) {
      JobRow row = table.find(id).orElseThrow();
      if (row.state() != JobState.READY) {
        return row;
      }
      table
          .claim(id, KeyId.random(), Duration.ofMillis(1))
          .ifPresent(
              mine -> {
                Step step = shred.advance(mine);
                table.save(mine, mine.with(step.state(), step.progress()), Optional.empty());
              });
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
