using System.Globalization;
using Benchmarks.Cards;
using Benchmarks.Growth;
using Benchmarks.Micro;
using Benchmarks.Pipeline;
using Benchmarks.Pipeline.Embedded;
using Benchmarks.Pipeline.Floor;
using Benchmarks.Stream;
using Benchmarks.Year;

return args switch
{
    ["stream"] => await StreamBenchmark.RunAsync(rounds: 5),
    ["stream", "--rounds", var rounds] when int.TryParse(rounds, out var count) && count > 0 => await StreamBenchmark.RunAsync(count),
    ["stream-client", var address] => await OwnClient.RunAsync(new Uri(address)),
    ["pipeline"] => await PipelineBenchmark.RunAsync(showsStatements: false),
    ["pipeline", "--statements"] => await PipelineBenchmark.RunAsync(showsStatements: true),
    ["pipeline", "--embedded"] => await EmbeddedBenchmark.RunAsync(),
    ["floor-gateway", var commits, var folder, var dingTalk] => await FloorContender.RunAsync(
        () => FloorGateway.StartAsync(int.Parse(commits, CultureInfo.InvariantCulture), folder, new Uri(dingTalk))),
    ["floor-ingress", var broker, var dingTalk] => await FloorContender.RunAsync(() => FloorIngress.StartAsync(broker, new Uri(dingTalk))),
    ["floor-agent", var broker, var store] => await FloorContender.RunAsync(() => FloorAgent.StartAsync(broker, store)),
    ["floor-egress", var broker, var store] => await FloorContender.RunAsync(() => FloorEgress.StartAsync(broker, store)),
    ["card-budget"] => CardBudget.Run(),
    ["micro"] => MicroBenchmarks.Run(),
    ["growth"] => await GrowthBenchmark.RunAsync("growth-plans.txt"),
    ["growth", "--plans", var file] => await GrowthBenchmark.RunAsync(file),
    ["year", "--store", ("sqlite" or "postgres") and var store] => await YearBenchmark.RunAsync(store, conversations: 10_000, messagesEachStep: 1),
    ["year", "--store", ("sqlite" or "postgres") and var store, "--conversations", var count, "--messages", var each] =>
        await YearBenchmark.RunAsync(store, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(each, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        dotnet run -c Release --project tests/Benchmarks -- stream [--rounds 5]
            our Stream client against DingTalk's official Node SDK
        dotnet run -c Release --project tests/Benchmarks -- pipeline [--statements]
            a message from the frame to the reply over three processes, beside a floor of the same hops and commits
        dotnet run -c Release --project tests/Benchmarks -- pipeline --embedded
            the same through the gateway in one process, beside a raw loop with as many durable commits
        dotnet run -c Release --project tests/Benchmarks -- micro
            parse, render, split, claim and permit, with what each allocates
        dotnet run -c Release --project tests/Benchmarks -- card-budget
            simulated months of questions: how many replies the plan of `cards: auto` streams a day, and when `always` has spent the month
        dotnet run -c Release --project tests/Benchmarks -- growth [--plans growth-plans.txt]
            steps of agent and egress on PostgreSQL with 10,000 conversations, beside 200; the plans of their statements go to the file
        dotnet run -c Release --project tests/Benchmarks -- year --store sqlite|postgres [--conversations 10000 --messages 1]
            rows and bytes that a year of conversations leaves, and a silent year after it; each says so many messages in five days
        """);
    return 2;
}
