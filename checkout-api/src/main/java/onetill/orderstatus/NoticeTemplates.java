package onetill.orderstatus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import onetill.database.Work;
import onetill.json.Json;
import onetill.notification.Medium;
import org.jspecify.annotations.Nullable;

/** What is said to buyers: in the merchant's words where they have some, else in ours. */
@ApplicationScoped
public class NoticeTemplates {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final List<Locale> OURS = List.of(Locale.ENGLISH, Locale.GERMAN);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /** Those of the merchant. */
    List<NoticeTemplate> own(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select kind, locale, medium, subject, text from notice_template
                            where merchant_id = ?1 order by kind, locale, medium""").setParameter(1, merchantId).getResultList();
            return rows.stream().map(row -> template((Object[]) row)).toList();
        });
    }

    /** Replaces all of the merchant's; what is left out is said in our words again. */
    int replace(UUID merchantId, List<NoticeTemplate> templates) {
        return work.write(merchantId, () -> {
            em.createNativeQuery("delete from notice_template where merchant_id = ?1")
                    .setParameter(1, merchantId)
                    .executeUpdate();
            return em.createNativeQuery("""
                            insert into notice_template (merchant_id, kind, locale, medium, subject, text)
                            select ?1, t.kind, t.locale, t.medium, t.subject, t.text
                            from jsonb_to_recordset(cast(?2 as jsonb)) as t(kind text, locale text, medium text, subject text, text text)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(templates))
                    .executeUpdate();
        });
    }

    /** What is said to a buyer of this language. */
    NoticeTemplate of(UUID merchantId, NoticeKind kind, Locale locale, Medium medium) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select kind, locale, medium, subject, text from notice_template
                            where merchant_id = ?1 and kind = ?2 and medium = ?3 and locale in (?4, ?5)
                            order by locale = ?4 desc limit 1""")
                    .setParameter(1, merchantId)
                    .setParameter(2, kind.stored())
                    .setParameter(3, medium.stored())
                    .setParameter(4, locale.toLanguageTag())
                    .setParameter(5, locale.getLanguage())
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(row -> template((Object[]) row))
                    .orElseGet(() -> ours(kind, locale, medium));
        });
    }

    /** Our words, in English where we do not have that language. */
    static NoticeTemplate ours(NoticeKind kind, Locale locale, Medium medium) {
        var words = ResourceBundle.getBundle("onetill.orderstatus.notices", locale, NO_FALLBACK);
        var language = words.getLocale().getLanguage().isEmpty()
                ? "en"
                : words.getLocale().getLanguage();
        var key = kind.stored() + "." + medium.stored();
        return new NoticeTemplate(kind, language, medium, subject(words, key, medium), words.getString(key + ".text"));
    }

    private static @Nullable String subject(ResourceBundle words, String key, Medium medium) {
        return medium == Medium.EMAIL ? words.getString(key + ".subject") : null;
    }

    /** All of our words. */
    static List<NoticeTemplate> allOurs() {
        var all = new ArrayList<NoticeTemplate>();
        for (var kind : NoticeKind.values()) {
            for (var locale : OURS) {
                for (var medium : Medium.values()) all.add(ours(kind, locale, medium));
            }
        }
        return all;
    }

    private static NoticeTemplate template(Object[] row) {
        return new NoticeTemplate(
                NoticeKind.of((String) row[0]),
                (String) row[1],
                Medium.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                (String) row[3],
                (String) row[4]);
    }
}
