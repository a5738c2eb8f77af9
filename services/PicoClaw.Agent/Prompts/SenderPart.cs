namespace PicoClaw.Agent.Prompts;

internal sealed class SenderPart : IPromptPart
{
    public Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken)
    {
        var senders = context.Messages.Select(message => message.Sender).DistinctBy(sender => sender.Id)
            .Select(sender => sender.DisplayName is { Length: > 0 } name ? $"{name} (id {sender.Id})" : $"id {sender.Id}");
        return Task.FromResult<string?>($"## Sender\nYou answer {string.Join(", ", senders)}.");
    }
}
