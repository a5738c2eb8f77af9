// Each test runs several processes; in parallel, the tests would measure the machine.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
