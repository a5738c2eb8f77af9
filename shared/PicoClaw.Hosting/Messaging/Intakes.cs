namespace PicoClaw.Hosting.Messaging;

/// <summary>The queues of the system. Each has a consumer's own exchange of the same name, and that is where messages are sent.</summary>
public static class Intakes
{
    /// <summary>Takes <see cref="Contracts.MessageReceived"/>.</summary>
    public const string Agent = "agent-intake";

    /// <summary>Takes <see cref="Contracts.DeliverMessage"/>.</summary>
    public const string Egress = "egress-intake";

    /// <summary>Where messages end that no consumer could take.</summary>
    public const string Dead = "dead";
}
