using Harness.Emulators;

namespace Harness.Cards;

internal static class CardAuditExtensions
{
    /// <summary>What became of every message, as people see it now.</summary>
    public static async Task<CardAudit> AuditAsync(this EmulatorClient client, CancellationToken cancellationToken)
    {
        var open = await client.OpenCardsAsync(cancellationToken);
        return CardAudit.Of(await client.TranscriptAsync(cancellationToken), open);
    }
}
