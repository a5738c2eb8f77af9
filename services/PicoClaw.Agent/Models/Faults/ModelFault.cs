namespace PicoClaw.Agent.Models;

/// <summary>What a failed call says about the model.</summary>
internal enum ModelFault
{
    /// <summary>It may answer in a while: overloaded, unreachable, too slow.</summary>
    Passing,

    /// <summary>It will not answer before a person acts: a wrong key, an unknown model, no money left.</summary>
    Misconfigured,

    /// <summary>It does not answer this question, and may answer the next.</summary>
    Rejected,

    /// <summary>It does not answer this question because of its content.</summary>
    Refused,

    /// <summary>It used up what an answer may take before it had said anything.</summary>
    CutOff,
}
