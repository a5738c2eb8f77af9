namespace PicoClaw.Agent.Prompts;

/// <summary>The system prompt: all its parts that have something to say.</summary>
internal sealed class SystemPrompt(IEnumerable<IPromptPart> parts)
{
    private readonly IPromptPart[] _parts = [.. parts];

    public async Task<string> WriteAsync(PromptContext context, CancellationToken cancellationToken)
    {
        var written = new List<string>(_parts.Length);
        foreach (var part in _parts)
        {
            if (await part.WriteAsync(context, cancellationToken) is { Length: > 0 } text)
            {
                written.Add(text);
            }
        }

        return string.Join("\n\n", written);
    }
}
