using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Actions;

/// <summary>Takes a press from the broker by committing what it does.</summary>
internal sealed class ActionReceivedConsumer(ActionIntake actions, LastResort lastResort) : IConsumer<ActionReceived>
{
    public async Task Consume(ConsumeContext<ActionReceived> context)
    {
        using var trace = AgentTrace.Intake(context.Message.Id);
        await lastResort.TakeAsync(context, Intakes.Actions, PutAsync, PutAsync);

        Task PutAsync() => actions.PutAsync(context.Message, context.CancellationToken);
    }
}
