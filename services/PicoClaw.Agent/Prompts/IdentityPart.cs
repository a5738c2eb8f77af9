namespace PicoClaw.Agent.Prompts;

internal sealed class IdentityPart : IPromptPart
{
    public Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("You are PicoClaw, a helpful assistant in a company's chat.");
}
