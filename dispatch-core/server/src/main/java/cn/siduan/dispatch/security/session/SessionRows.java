package cn.siduan.dispatch.security.session;

import cn.siduan.contract.Actor;
import cn.siduan.contract.Role;
import cn.siduan.contract.Tier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Sessions as they are stored, joined with whom they stand for. */
final class SessionRows {

  /** A resident a telephone may act for. */
  record Choice(long id, String name) {}

  private SessionRows() {}

  /** Empty also where account, provider or worker were retired since. */
  static Optional<Session> find(Handle handle, byte[] digest) {
    return handle
        .createQuery(
            """
            select s.account_id, s.phone, s.seen_at, s.expires_at, r.id as resident_id,
              coalesce(a.name, r.name, '') as name, a.role, a.centre_id, c.tier, a.provider_id, a.worker_id,
              coalesce(a.must_change_password, false) as must_change,
              coalesce(a.language, r.language, 'zh-CN') as language
            from session s
            left join account a on a.id = s.account_id
            left join centre c on c.id = a.centre_id
            left join provider p on p.id = a.provider_id
            left join worker w on w.id = a.worker_id
            left join resident_phone rp on rp.resident_id = s.resident_id and rp.phone = s.phone
            left join resident r on r.id = rp.resident_id and r.retired_at is null
            where s.token_digest = :digest
              and a.retired_at is null and p.retired_at is null and w.retired_at is null\
            """)
        .bind("digest", digest)
        .map((rs, _) -> session(rs))
        .findOne();
  }

  private static Session session(ResultSet rs) throws SQLException {
    Long accountId = rs.getObject("account_id", Long.class);
    return new Session(
        accountId == null
            ? Actor.resident(rs.getLong("resident_id"), rs.getString("name"), rs.getString("phone"))
            : staff(rs, accountId),
        accountId,
        rs.getString("phone"),
        rs.getBoolean("must_change"),
        rs.getString("language"),
        rs.getTimestamp("seen_at").toInstant(),
        rs.getTimestamp("expires_at").toInstant());
  }

  private static Actor staff(ResultSet rs, long accountId) throws SQLException {
    String tier = rs.getString("tier");
    return new Actor(
        Role.valueOf(rs.getString("role")),
        accountId,
        rs.getString("name"),
        tier == null ? Tier.DISTRICT : Tier.valueOf(tier),
        rs.getObject("centre_id", Long.class),
        rs.getObject("provider_id", Long.class),
        rs.getObject("worker_id", Long.class),
        null);
  }

  static List<Choice> listResidents(Handle handle, String phone) {
    return handle
        .createQuery(
            """
            select r.id, r.name from resident_phone rp join resident r on r.id = rp.resident_id
            where rp.phone = :phone and r.retired_at is null order by r.id limit 50\
            """)
        .bind("phone", phone)
        .map((rs, _) -> new Choice(rs.getLong(1), rs.getString(2)))
        .list();
  }
}
