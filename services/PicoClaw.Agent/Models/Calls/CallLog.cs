namespace PicoClaw.Agent.Models;

/// <summary>The calls that one answer took, one after the other; failed and cancelled ones too, for a service may bill them.</summary>
internal sealed class CallLog
{
    private readonly List<ModelUsage> _calls = [];

    public IReadOnlyList<ModelUsage> Calls => _calls;

    /// <summary>How many of them gave no answer.</summary>
    public int Failed { get; private set; }

    /// <summary>True once a tool was about to run: what the answer is about must not be begun again from then on.</summary>
    public bool ToolsStarted { get; set; }

    public void Add(ModelUsage call, bool answered)
    {
        _calls.Add(call);
        Failed += answered ? 0 : 1;
    }
}
