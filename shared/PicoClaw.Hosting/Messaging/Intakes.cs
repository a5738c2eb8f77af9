namespace PicoClaw.Hosting.Messaging;

/// <summary>The queues of the system. Messages are sent to an exchange of the same name, which belongs to the consumer.</summary>
public static class Intakes
{
    /// <summary>Carries <see cref="Contracts.MessageReceived"/>.</summary>
    public const string Agent = "agent-intake";

    /// <summary>Carries <see cref="Contracts.DeliverMessage"/> and <see cref="Contracts.SendNotification"/>.</summary>
    public const string Egress = "egress-intake";

    /// <summary>Carries <see cref="Contracts.GetAttachmentAddress"/>, which <see cref="Contracts.AttachmentAddress"/> answers.</summary>
    public const string Addresses = "egress-addresses";

    /// <summary>Gets <see cref="Contracts.MessageDelivered"/>, which egress publishes.</summary>
    public const string Deliveries = "agent-deliveries";

    /// <summary>Carries <see cref="Contracts.ActionReceived"/>.</summary>
    public const string Actions = "agent-actions";

    /// <summary>Gets <see cref="Contracts.ReplyProgress"/>, which agents publish; each egress replica has a queue of its own.</summary>
    public const string Progress = "egress-progress";

    /// <summary>Gets <see cref="Contracts.CardPlanReported"/>, which egress broadcasts; each agent has a queue of its own.</summary>
    public const string CardPlans = "agent-card-plans";

    /// <summary>Holds messages that no consumer could handle.</summary>
    public const string Dead = "dead";
}
