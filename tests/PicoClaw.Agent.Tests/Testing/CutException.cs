using System.Data.Common;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>The replica is dead: nothing of it handles this.</summary>
internal sealed class CutException() : DbException("the replica was killed");
