using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Cards;

/// <summary>The calls of cards, each an API of its own in the limits. What is written here is in the outbox, too.</summary>
internal static class CardRoutes
{
    public static readonly SendRoute Create = new("card-create", CostsApiCall: true);

    /// <summary>Frames, and the last one: the reply.</summary>
    public static readonly SendRoute Stream = new("card", CostsApiCall: true, IsRepeatable: true);

    /// <summary>Sets variables: where streaming cannot tell whether the reply is there, and to mark a card as finished.</summary>
    public static readonly SendRoute Update = new("card-update", CostsApiCall: true, IsRepeatable: true);

    public static bool AreOf(string? route) => route == Stream.Name || route == Update.Name;

    /// <summary>A new card is a message in its conversation; the others change it.</summary>
    public static CallScope Low(SendRoute route, string? conversation = null) => new(route.Name, null, conversation) { IsLow = true };
}
