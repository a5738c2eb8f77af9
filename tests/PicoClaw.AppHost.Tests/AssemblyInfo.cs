// The testing builder reads the AppHost's settings from the process, and a started system needs the whole machine.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
