using PicoClaw.Agent.Prompts;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>A process that is stopped while it writes its prompt.</summary>
internal sealed class SleepyPart(Action sleep) : IPromptPart
{
    public Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken)
    {
        sleep();
        return Task.FromResult<string?>(null);
    }
}
