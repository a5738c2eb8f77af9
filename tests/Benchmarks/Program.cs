using Benchmarks.Stream;

return args switch
{
    ["stream"] => await StreamBenchmark.RunAsync(rounds: 5),
    ["stream", "--rounds", var rounds] when int.TryParse(rounds, out var count) && count > 0 => await StreamBenchmark.RunAsync(count),
    ["stream-client", var address] => await OwnClient.RunAsync(new Uri(address)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        dotnet run -c Release --project tests/Benchmarks -- stream [--rounds 5]
            our Stream client against DingTalk's official Node SDK
        """);
    return 2;
}
