using System.Collections.Concurrent;
using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>Keeps every call waiting until the test answers it.</summary>
internal sealed class HeldModel
{
    private readonly ConcurrentDictionary<ModelCall, TaskCompletionSource> _gates = new(ReferenceEqualityComparer.Instance);

    public Task ThinkAsync(ModelCall call, CancellationToken gone) => Gate(call).Task.WaitAsync(gone);

    public void Answer(ModelCall call) => Gate(call).TrySetResult();

    private TaskCompletionSource Gate(ModelCall call) =>
        _gates.GetOrAdd(call, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
