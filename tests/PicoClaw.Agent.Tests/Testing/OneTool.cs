using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Tests.Testing;

internal sealed class OneTool(AIFunction tool) : IToolSource
{
    public IReadOnlyList<AIFunction> Tools => [tool];
}
