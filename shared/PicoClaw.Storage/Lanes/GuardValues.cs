using System.Data;
using Dapper;

namespace PicoClaw.Storage.Lanes;

/// <summary>The parameters of a guarded batch: the caller's, and the lease's key and token.</summary>
internal sealed class GuardValues(object parameters, LaneLease lease) : SqlMapper.IDynamicParameters
{
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        ((SqlMapper.IDynamicParameters)new DynamicParameters(parameters)).AddParameters(command, identity);
        var own = new SqlValues();
        own.Add(nameof(lease.Key), lease.Key, DbType.String);
        own.Add(nameof(lease.Token), lease.Token, DbType.Int64);
        own.AddParameters(command, identity);
    }
}
