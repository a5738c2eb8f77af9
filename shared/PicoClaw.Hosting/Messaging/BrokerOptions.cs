namespace PicoClaw.Hosting.Messaging;

public sealed class BrokerOptions
{
    /// <summary>The value of <see cref="Address"/> that keeps messages within this process.</summary>
    public const string Memory = "memory";

    /// <summary>An amqp or amqps address, or <see cref="Memory"/>.</summary>
    public string Address { get; set; } = "";

    /// <summary>True when all three services share this process, so that <see cref="Memory"/> makes sense.</summary>
    public bool AllowMemory { get; set; }

    /// <summary>The longest wait for a confirmation.</summary>
    public TimeSpan SendDeadline { get; set; } = TimeSpan.FromSeconds(10);

    internal bool IsMemory => string.Equals(Address, Memory, StringComparison.OrdinalIgnoreCase);
}
