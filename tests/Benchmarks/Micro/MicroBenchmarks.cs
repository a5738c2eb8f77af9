using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Benchmarks.Micro;

/// <summary>Steps of a message that need no server, one by one. In this process: a build of their own would take longer than they do.</summary>
internal static class MicroBenchmarks
{
    private const int WarmUps = 5;
    private const int Iterations = 15;
    private const int Milliseconds = 200;

    public static int Run()
    {
        var log = new AccumulationLogger();
        var artifacts = Directory.CreateTempSubdirectory("picoclaw-micro-");
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithIterationTime(TimeInterval.FromMilliseconds(Milliseconds))
                .WithWarmupCount(WarmUps)
                .WithIterationCount(Iterations))
            .AddColumn(TargetMethodColumn.Type, TargetMethodColumn.Method, StatisticColumn.Median, StatisticColumn.Error, StatisticColumn.StdDev)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Metrics)
            .AddLogger(log)
            .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
            .WithArtifactsPath(artifacts.FullName)
            .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile);
        try
        {
            var summaries = BenchmarkRunner.Run([typeof(Parse), typeof(Render), typeof(Claim), typeof(Permit)], config);
            foreach (var summary in summaries)
            {
                MarkdownExporter.GitHub.ExportToLog(summary, ConsoleLogger.Default);
            }

            if (summaries.All(summary => summary.Reports.Length > 0 && summary.Reports.All(report => report.Success)))
            {
                return 0;
            }

            Console.Error.WriteLine(log.GetLog());
            return 1;
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }
}
