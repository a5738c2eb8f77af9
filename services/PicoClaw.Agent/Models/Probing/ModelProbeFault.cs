namespace PicoClaw.Agent.Models.Probing;

/// <summary>What is wrong with an entry of <c>model_list</c>.</summary>
public enum ModelProbeFault
{
    /// <summary>It answers.</summary>
    None,

    /// <summary>Its key is refused.</summary>
    Key,

    /// <summary>The service does not know its name, or this account may not use it.</summary>
    Name,

    /// <summary>The account has no money or quota left.</summary>
    Balance,

    /// <summary>The service cannot be reached.</summary>
    Unreachable,

    /// <summary>The service is overloaded or fails; it may answer in a while.</summary>
    Busy,

    /// <summary>Something else, which the text says.</summary>
    Other,
}
