namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>What sender and consumers of a broadcast must agree on: RabbitMQ refuses an exchange that is declared in two ways.</summary>
internal sealed class Broadcasts
{
    /// <summary>How long a message is worth something.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly string _ownSuffix = $"-{Guid.NewGuid():N}";

    /// <summary>The exchange is not durable; a transport in memory knows no difference.</summary>
    public static Uri AddressOf(string exchange) => new($"exchange:{exchange}?durable=false");

    /// <summary>The queue of this replica.</summary>
    public string OwnQueueOf(string exchange) => exchange + _ownSuffix;

    /// <summary>True for the address of a queue of this replica.</summary>
    public bool IsOwnQueue(Uri address) => address.AbsolutePath.EndsWith(_ownSuffix, StringComparison.Ordinal);
}
