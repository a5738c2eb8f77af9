using System.Globalization;

namespace PicoClaw.Agent.Prompts;

internal sealed class TimePart(TimeProvider time) : IPromptPart
{
    public Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("## Time\n" + time.GetLocalNow().ToString("yyyy-MM-dd HH:mm (dddd), 'UTC'zzz", CultureInfo.InvariantCulture));
}
