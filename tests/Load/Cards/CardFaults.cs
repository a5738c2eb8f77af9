using Harness.Emulators;

namespace Load.Cards;

/// <summary>What DingTalk may answer to a card's calls, at the same time and each with its probability.</summary>
internal static class CardFaults
{
    // A call is given up before that.
    private const int TooLateMs = 15_000;

    public static async Task ArmAsync(EmulatorClient dingTalk, double probability, CancellationToken cancellationToken)
    {
        object[] faults =
        [
            new { sendStatus = 500, api = "card", probability },
            new { failAfterDelivery = 504, api = "card", probability },
            new { sendCode = new { status = 429, code = "Forbidden.AccessDenied.QpsLimitForApi" }, api = "card", probability },
            new { latencyMs = TooLateMs, api = "card", probability },
        ];
        foreach (var fault in faults)
        {
            await dingTalk.FaultAsync(fault, cancellationToken);
        }
    }
}
