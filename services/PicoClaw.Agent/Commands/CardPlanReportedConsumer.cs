using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Commands;

/// <summary>Every agent hears how the accounts with cards stand to their plans.</summary>
internal sealed class CardPlanReportedConsumer(CardPlans plans) : IConsumer<CardPlanReported>
{
    public const int AtOnce = 4;

    public Task Consume(ConsumeContext<CardPlanReported> context)
    {
        plans.Keep(context.Message);
        return Task.CompletedTask;
    }
}
