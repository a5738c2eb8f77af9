// The testing builder reads the AppHost's settings from the process, and a started system takes the machine.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
