using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tools;

internal interface IToolSource
{
    /// <summary>The tools that can be called now; asked again for every answer.</summary>
    IReadOnlyList<AIFunction> Tools { get; }
}
