using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tools;

/// <summary>Tools that are about the conversation in which they are used: made for every turn.</summary>
internal interface ITurnToolSource
{
    IReadOnlyList<AIFunction> Of(ToolContext context);
}
