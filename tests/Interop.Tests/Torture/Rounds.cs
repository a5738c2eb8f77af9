namespace Interop.Tests.Torture;

// The rounds of a run: the same number of each kind; the seed decides their order and their apps.
internal static class Rounds
{
    public const int KindCount = 5;
    public const int RefusalsPerRound = 2;

    private const int Apps = 2;
    private const string Drop = """{"dropLinks":true,"app":"APP"}""";

    private static readonly Round[] Kinds =
    [
        new("disconnect", ["""{"disconnect":true,"app":"APP"}"""]),
        new("abrupt drop", [Drop]),
        new("zombie", ["""{"zombie":true,"app":"APP"}"""]),
        new("503 on open", [$$"""{"refuseOpen":503,"count":{{RefusalsPerRound}},"app":"APP"}""", Drop]),
        new("slow handshake", ["""{"slowHandshakeMs":250,"count":1,"app":"APP"}""", Drop]),
    ];

    // Every run has another order; TORTURE_SEED repeats one.
    public static IReadOnlyList<PlannedRound> Draw(ITestOutputHelper output, int count, int maxMessages = 25)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TORTURE_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"TORTURE_SEED={seed}");
        var random = new Random(seed);
        var rounds = Enumerable.Range(0, count).Select(number => Kinds[number % KindCount]).ToArray();
        random.Shuffle(rounds);
        return [.. rounds.Select(round => new PlannedRound(round, random.Next(Apps), random.Next(maxMessages)))];
    }
}
