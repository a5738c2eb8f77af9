namespace PicoClaw.Agent.Models.Calls;

/// <summary>The model calls that one answer took, in order; failed and cancelled ones too, because a service may bill them.</summary>
internal sealed class CallLog
{
    private readonly List<ModelUsage> _calls = [];

    public IReadOnlyList<ModelUsage> Calls => _calls;

    /// <summary>How many of them brought no answer.</summary>
    public int Failed { get; private set; }

    /// <summary>True once a tool was about to run: from then on the turn must not be started again.</summary>
    public bool ToolsStarted { get; set; }

    public void Add(ModelUsage call, bool answered)
    {
        _calls.Add(call);
        Failed += answered ? 0 : 1;
    }
}
